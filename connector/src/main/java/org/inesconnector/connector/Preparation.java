package org.inesconnector.connector;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.javapoet.ClassName;

/** A step of the build: Spring writes down as Java which parts the application has, and how each is made. */
public final class Preparation {

    /** Each has parts of its own: their classes must not be mixed up. */
    enum What {
        COMMANDS {
            @Override
            void start(String... settings) {
                Connector.start(settings);
            }
        },
        SERVICE {
            @Override
            void start(String... settings) {
                Connector.service(serverOfTheBuild(), settings);
            }
        };

        abstract void start(String... settings);

        private String prefix() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }

        String initializer() {
            return Preparation.class.getName() + "__" + prefix() + "ApplicationContextInitializer";
        }
    }

    private Preparation() {}

    /** @param arguments a directory, then the group, the artifact and settings */
    public static void main(String[] arguments) throws IOException {
        for (var what : What.values()) {
            var target = Path.of(arguments[0], what.name().toLowerCase(Locale.ROOT));
            new Processor(what, settings(target, arguments), new String[]{what.name(), arguments[3]}).process();
        }
        OwnMigrations.write(classes(Path.of(arguments[0], "commands")));
    }

    private static Path classes(Path target) {
        return target.resolve("classes");
    }

    private static AbstractAotProcessor.Settings settings(Path target, String[] arguments) {
        return AbstractAotProcessor.Settings.builder()
                .sourceOutput(target.resolve("sources"))
                .resourceOutput(target.resolve("resources"))
                .classOutput(classes(target))
                .groupId(arguments[1])
                .artifactId(arguments[2])
                .build();
    }

    /** There is none: it has nothing, and takes what it is given. */
    private static ServletContext serverOfTheBuild() {
        return (ServletContext) Proxy.newProxyInstance(Preparation.class.getClassLoader(),
                new Class<?>[]{ServletContext.class},
                (_, method, _) -> method.getReturnType() == Enumeration.class ? Collections.emptyEnumeration() : null);
    }

    private static final class Processor extends SpringApplicationAotProcessor {

        private final What what;

        Processor(What what, Settings settings, String[] arguments) {
            super(Start.class, settings, arguments);
            this.what = what;
        }

        @Override
        protected ClassNameGenerator createClassNameGenerator() {
            return new ClassNameGenerator(ClassName.get(Preparation.class), what.prefix());
        }
    }

    /** What Spring starts as far as it must to see what there is. */
    static final class Start {

        private Start() {}

        public static void main(String[] arguments) {
            What.valueOf(arguments[0]).start(arguments[1]);
        }
    }
}
