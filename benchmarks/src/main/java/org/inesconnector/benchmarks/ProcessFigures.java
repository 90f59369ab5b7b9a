package org.inesconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of a process; 0 where there is no {@code /proc}, or the process is gone. */
record ProcessFigures(long pid) {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final double KIBIBYTES_IN_A_MEBIBYTE = 1024;

    /** User and system time since the process began. */
    double cpuSeconds() {
        var stat = read("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length <= SYSTEM_TIME
                ? 0
                : (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_A_SECOND;
    }

    /** In MiB. */
    double residentMemory() {
        return memory("VmRSS:");
    }

    /** The most there was, in MiB. */
    double peakResidentMemory() {
        return memory("VmHWM:");
    }

    private double memory(String name) {
        return read("status").lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_IN_A_MEBIBYTE)
                .findFirst()
                .orElse(0);
    }

    private String read(String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), name));
        } catch (IOException _) {
            return "";
        }
    }
}
