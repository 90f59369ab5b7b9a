package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhpSerializerTest {

    @Test
    void lengthsAreInBytes() {
        assertThat(PhpSerializer.serialize("Société 35 😀")).isEqualTo("s:17:\"Société 35 😀\";");
    }

    @Test
    void scalarsHaveTheirTypes() {
        assertThat(PhpSerializer.serialize(Arrays.asList(null, true, false, 3, 4L, 95.0, 1.5)))
                .isEqualTo("a:7:{i:0;N;i:1;b:1;i:2;b:0;i:3;i:3;i:4;i:4;i:5;d:95;i:6;d:1.5;}");
    }

    @Test
    void mapsAndListsNest() {
        assertThat(PhpSerializer.serialize(Map.of("a", List.of(Map.of()))))
                .isEqualTo("a:1:{s:1:\"a\";a:1:{i:0;a:0:{}}}");
    }

    @Test
    void aMomentIsADateTimeInUtc() {
        assertThat(PhpSerializer.serialize(Instant.parse("2026-11-23T12:50:20.952308Z"))).isEqualTo(
                "O:8:\"DateTime\":3:{s:4:\"date\";s:26:\"2026-11-23 12:50:20.952308\";s:13:\"timezone_type\";i:3;"
                        + "s:8:\"timezone\";s:3:\"UTC\";}");
    }
}
