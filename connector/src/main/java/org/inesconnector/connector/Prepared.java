package org.inesconnector.connector;

import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.aot.AotApplicationContextInitializer;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.jspecify.annotations.Nullable;

/**
 * The application with its parts as the build has worked them out of annotations and conditions ({@link Preparation}), so
 * that not every start does it again. Where the connector's classes alone are compiled there is nothing prepared.
 */
final class Prepared {

    private Prepared() {}

    /** @param what is prepared under this name */
    static Optional<SpringApplicationBuilder> application(Preparation.What what, Class<?>... sources) {
        return parts(what).map(parts -> new SpringApplicationBuilder() {
            @Override
            protected SpringApplication createSpringApplication(
                    @Nullable ResourceLoader resourceLoader, Class<?>... none) {
                return new WithoutSources();
            }
        }.sources(sources).initializers(parts));
    }

    private static Optional<ApplicationContextInitializer<?>> parts(Preparation.What what) {
        var loader = Prepared.class.getClassLoader();
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
                || !ClassUtils.isPresent(what.initializer(), loader)) {
            return Optional.empty();
        }
        return Optional.of(AotApplicationContextInitializer.forInitializerClasses(what.initializer()));
    }

    /** Its sources were read when it was built. */
    private static final class WithoutSources extends SpringApplication {

        @Override
        protected void load(ApplicationContext context, Object[] sources) {
            // All is there.
        }
    }
}
