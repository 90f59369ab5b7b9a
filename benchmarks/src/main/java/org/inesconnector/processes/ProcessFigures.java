package org.inesconnector.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux knows of a process; 0 where there is no {@code /proc}, or the process is gone. */
public record ProcessFigures(long pid) {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int CHILDRENS_USER_TIME = 13;
    private static final int CHILDRENS_SYSTEM_TIME = 14;
    private static final int LOCAL_ADDRESS = 1;
    private static final int SOCKET = 9;
    private static final double KIBIBYTES_IN_A_MEBIBYTE = 1024;

    /** User and system time since the process began. */
    public double cpuSeconds() {
        return ticks(USER_TIME, SYSTEM_TIME) / TICKS_A_SECOND;
    }

    /** Likewise, with that of its children that have ended. */
    public double cpuSecondsWithChildren() {
        return ticks(USER_TIME, SYSTEM_TIME, CHILDRENS_USER_TIME, CHILDRENS_SYSTEM_TIME) / TICKS_A_SECOND;
    }

    private double ticks(int... places) {
        var stat = read("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length <= CHILDRENS_SYSTEM_TIME
                ? 0
                : Arrays.stream(places).mapToDouble(place -> Double.parseDouble(fields[place])).sum();
    }

    /** In MiB. */
    public double residentMemory() {
        return memory("VmRSS:");
    }

    /** The most there was, in MiB. */
    public double peakResidentMemory() {
        return memory("VmHWM:");
    }

    private double memory(String name) {
        return read("status").lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_IN_A_MEBIBYTE)
                .findFirst()
                .orElse(0);
    }

    /** Whether the system tells whose a connection is. */
    public static boolean areTold() {
        return Files.isReadable(Path.of("/proc/self/net/tcp"));
    }

    /** Whether it has a TCP connection from that port of this machine. */
    boolean hasConnectionAt(int port) {
        var end = ":%04X".formatted(port);
        var sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> read(table).lines())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > SOCKET && columns[LOCAL_ADDRESS].endsWith(end))
                .map(columns -> "socket:[" + columns[SOCKET] + "]")
                .collect(Collectors.toSet());
        try (var open = Files.list(directory().resolve("fd"))) {
            return open.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException _) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private Path directory() {
        return Path.of("/proc", Long.toString(pid));
    }

    private String read(String name) {
        try {
            return Files.readString(directory().resolve(name));
        } catch (IOException _) {
            return "";
        }
    }
}
