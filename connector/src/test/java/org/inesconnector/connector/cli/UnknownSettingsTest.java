package org.inesconnector.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.KnownSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTest {

    @EnableConfigurationProperties(SyncSettings.class)
    static class Settings {}

    @Test
    void aVariableThatWorksIsNotSaidToHaveNoEffectHoweverItsDashesAreWritten() {
        var environment = new StandardEnvironment();
        environment.getPropertySources()
                .replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(
                                        "CONNECTOR_SETUP_CODE", "a",
                                        "CONNECTOR_DATADIRECTORY", "b",
                                        "CONNECTOR_FULL_SYNCHRONISATION", "true",
                                        "CONNECTOR_PUBLISHD", "true")));
        environment.getPropertySources().addLast(new MapPropertySource("file", Map.of("connector.setup.code", "c")));
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.register(Settings.class, KnownSettings.class);
            context.refresh();

            assertThat(environment.getProperty("connector.setup-code")).isEqualTo("a");
            assertThat(context.getBean(SyncSettings.class).fullSynchronisation()).isTrue();
            assertThat(UnknownSettings.of(context)).containsExactly(
                    Message.of("setting.unknown", "connector.publishd"),
                    Message.of("setting.unknown", "connector.setup.code"));
        }
    }
}
