package org.inesconnector.faults;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several runs that have the same seed, and together all steps and pairs, each once.
 *
 * @param number the first is 1
 */
record Part(int number, int parts) {

    static final Part ALL = new Part(1, 1);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    /** As {@code K/N}; empty where there is no such part. */
    static Optional<Part> of(String written) {
        return Optional.of(WRITTEN.matcher(written)).filter(Matcher::matches)
                .map(found -> new Part(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                .filter(part -> part.number >= 1 && part.number <= part.parts);
    }

    /** Those of all that it has, in their order. */
    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size()).filter(place -> place % parts == number - 1).mapToObj(all::get).toList();
    }

    @Override
    public String toString() {
        return number + "/" + parts;
    }
}
