package org.inesconnector.connector.messages;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;

/**
 * How short a length of time may be that somebody sets.
 *
 * @param least as it is written in settings, such as {@code 1d}
 */
public record LeastTime(String setting, Duration given, String least) {

    /** @throws TooShort where one of them is not kept */
    public static void check(List<LeastTime> all) {
        var problems = all.stream().filter(time -> !time.isKept()).map(LeastTime::problem).distinct().toList();
        if (!problems.isEmpty()) {
            throw new TooShort(problems);
        }
    }

    private boolean isKept() {
        return given.compareTo(DurationStyle.detectAndParse(least)) >= 0;
    }

    private Message problem() {
        return Message.of("setting.too-short", setting, least);
    }
}
