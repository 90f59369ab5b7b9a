package org.inesconnector.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the log of a garbage collector ({@code -Xlog:gc}) tells of the heap, in MiB. */
public record GarbageLog(Path file) {

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)([KMG])->(\\d+)([KMG])\\(");
    private static final String FULL = "Pause Full";
    private static final double KIBIBYTES_IN_A_MEBIBYTE = 1024;

    /** The most that was in use when a collection began; 0 where there was none. */
    public double most() {
        return most("", 1);
    }

    /** The most that a collection of the whole heap left, which is what is really needed; 0 where there was none. */
    public double mostNeeded() {
        return most(FULL, 3);
    }

    private double most(String kind, int group) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(kind))
                    .flatMap(line -> COLLECTION.matcher(line).results())
                    .mapToDouble(found -> mebibytes(found, group))
                    .max()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }

    private static double mebibytes(MatchResult found, int group) {
        long number = Long.parseLong(found.group(group));
        return switch (found.group(group + 1)) {
            case "K" -> number / KIBIBYTES_IN_A_MEBIBYTE;
            case "G" -> number * KIBIBYTES_IN_A_MEBIBYTE;
            default -> (double) number;
        };
    }
}
