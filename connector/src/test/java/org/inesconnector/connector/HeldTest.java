package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.settings.GivenSettings;
import org.inesconnector.connector.settings.Restored;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While nothing may leave until a person has looked, what was set stays what it is, and can be changed. */
class HeldTest {

    private static final String PASSWORD = "une longue phrase";
    private static final String PUBLISHED = "connector.published";

    @AutoClose
    private final BothSides sides = new BothSides();

    @BeforeEach
    void publishedAndThenRestored() {
        sides.listenUnset();
        sides.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        sides.bean(StoredSettings.class).change(Map.of(PUBLISHED, Optional.of("true")), "ada");
        await().until(() -> sides.bean(SyncSettings.class).published());
        Restored.hold(sides.bean(JdbcClient.class), Instant.EPOCH);
        await().until(() -> !sides.bean(SyncSettings.class).published());
    }

    private String exported() {
        return sides.bean(GivenSettings.class)
                .find(PUBLISHED)
                .map(setting -> setting.value() + (setting.fixed() ? ", fixed" : ""))
                .orElseThrow();
    }

    @Test
    void publishingIsNotCalledFixedAndCanBeSwitchedOffBeforeThatAndOnAgain() {
        assertThat(exported()).isEqualTo("true");
        try (var visitor = new Visitor(sides.address(), "en")) {
            visitor.signIn("ada", PASSWORD);
            var page = visitor.get("/settings/activation");
            assertThat(page.text()).contains("The database was restored", "Publishing is on, but nothing leaves")
                    .doesNotContain("set in a file", "Publishing is off");
            assertThat(sides.bean(SyncSettings.class).published()).isFalse();
            var off = new HashMap<>(page.form("activation"));
            off.put("published", "false");
            assertThat(visitor.post("/settings/activation", off).text()).contains("Not published any more",
                    "Even with publishing on, nothing leaves");
        }
        assertThat(exported()).isEqualTo("false");
        assertThat(sides.bean(StoredSettings.class).all()).containsEntry(PUBLISHED, "false");
    }

    @Test
    void theCommandForCronSaysThatAPersonIsWantedAndNothingOfASettingThatIsRight() {
        var console = new Console();
        console.settings(List.of(sides.sameDatabase()));
        assertThat(console.run("crm:ines")).isEqualTo(3);
        assertThat(console.output()).contains("The database was restored").doesNotContain("publishing is off");
    }
}
