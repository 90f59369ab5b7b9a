package org.inesconnector.connector;

import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.jspecify.annotations.Nullable;

/**
 * The application for commands with its parts as the build has worked them out of annotations and conditions, so that not
 * every command does it again. Where the connector's classes alone are compiled there is nothing prepared.
 */
public final class PreparedCommands {

    private static final String WHAT_IS_PREPARED = PreparedCommands.class.getName() + "__ApplicationContextInitializer";

    private PreparedCommands() {}

    /** For the build, which prepares what is started here. */
    public static void main(String[] settings) {
        Connector.start(settings);
    }

    static Optional<SpringApplicationBuilder> application() {
        return prepared().map(parts -> new SpringApplicationBuilder() {
            @Override
            protected SpringApplication createSpringApplication(
                    @Nullable ResourceLoader resourceLoader, Class<?>... sources) {
                return new WithoutSources();
            }
        }.sources(Connector.class)
                .contextFactory(_ -> new GenericApplicationContext())
                .initializers(parts));
    }

    private static Optional<ApplicationContextInitializer<?>> prepared() {
        var loader = PreparedCommands.class.getClassLoader();
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
                || !ClassUtils.isPresent(WHAT_IS_PREPARED, loader)) {
            return Optional.empty();
        }
        try {
            var constructor = ClassUtils.forName(WHAT_IS_PREPARED, loader).getDeclaredConstructor();
            return Optional.of((ApplicationContextInitializer<?>) constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its sources were read when it was built. */
    private static final class WithoutSources extends SpringApplication {

        @Override
        protected void load(ApplicationContext context, Object[] sources) {
            // All is there.
        }
    }
}
