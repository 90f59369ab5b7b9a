package org.inesconnector.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.inesconnector.simulator.http.Call;

/** What is kept beside the logs of a run in which something does not hold: what to look into. */
record Evidence(Path directory) {

    void keep(String file, List<?> lines) {
        try {
            Files.writeString(directory.resolve(file),
                    lines.stream().map(Object::toString).collect(Collectors.joining("\n")) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(World world) {
        keep("ines-calls.txt", world.ines.calls().all().stream().map(Evidence::line).toList());
        keep("mautic-calls.txt", world.mautic.calls().all().stream().map(Evidence::line).toList());
        keep("ines-contacts.txt", world.ines.contacts());
        keep("ines-clients.txt", world.ines.clients());
        keep("ines-leads.txt", world.ines.leads());
        var truth = world.truth();
        keep("mautic-contacts.txt", truth.contacts());
        keep("wanted.txt", List.of(truth.wanted(), "came: " + truth.known().leads(), "merged: " + truth.merged(),
                "deleted: " + truth.deleted(), truth.entered()));
    }

    private static String line(Call call) {
        return call.arrived() + " " + call + " " + call.request().replaceAll("\\s+", " ");
    }
}
