package org.inesconnector.simulator.mautic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PHP's {@code serialize}: lengths are in bytes. */
final class PhpSerializer {

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter
            .ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PhpSerializer() {}

    static String serialize(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("N;");
            case Boolean flag -> out.append(flag ? "b:1;" : "b:0;");
            case Integer number -> out.append("i:").append(number).append(';');
            case Long number -> out.append("i:").append(number).append(';');
            case Double number -> out.append("d:").append(plain(number)).append(';');
            case Instant at -> writeTime(at, out);
            case Map<?, ?> map -> writeMap(map, out);
            case Collection<?> list -> writeList(list, out);
            default -> writeText(value.toString(), out);
        }
    }

    private static void writeText(String text, StringBuilder out) {
        out.append("s:").append(text.getBytes(StandardCharsets.UTF_8).length).append(":\"").append(text).append("\";");
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out) {
        out.append("a:").append(map.size()).append(":{");
        map.forEach((key, value) -> {
            write(key, out);
            write(value, out);
        });
        out.append('}');
    }

    private static void writeList(Collection<?> list, StringBuilder out) {
        out.append("a:").append(list.size()).append(":{");
        int index = 0;
        for (Object value : list) {
            write(index++, out);
            write(value, out);
        }
        out.append('}');
    }

    private static void writeTime(Instant at, StringBuilder out) {
        out.append("O:8:\"DateTime\":3:{");
        write("date", out);
        write(MICROSECONDS.format(at), out);
        write("timezone_type", out);
        write(3, out);
        write("timezone", out);
        write("UTC", out);
        out.append('}');
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
