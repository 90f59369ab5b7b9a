package org.inesconnector.connector.metrics;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.web.context.ConfigurableWebEnvironment;

/** Leaves out of commands what tells others how the connector is: nobody can call them, and they are to start soon. */
class OnlyWhereItIsCalled implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final Pattern TELLS_OTHERS = Pattern.compile(".*\\.(actuate|health|metrics|micrometer)\\..*");

    private boolean isCalled;

    @Override
    public void setEnvironment(Environment environment) {
        isCalled = environment instanceof ConfigurableWebEnvironment;
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        var wanted = new boolean[autoConfigurations.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = isCalled
                    || !TELLS_OTHERS.matcher(Objects.requireNonNullElse(autoConfigurations[i], "")).matches();
        }
        return wanted;
    }
}
