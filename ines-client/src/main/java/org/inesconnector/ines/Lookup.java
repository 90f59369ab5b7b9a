package org.inesconnector.ines;

import java.util.Optional;

/** What INES says of one record. */
public sealed interface Lookup<T> {

    record Found<T>(T value) implements Lookup<T> {}

    /** INES answered, and has no such record: an answer with another or no reference. */
    record Absent<T>() implements Lookup<T> {}

    /**
     * INES answered a fault in these words. It says so of a record that was deleted, and of one that it cannot read at
     * the moment.
     */
    record Faulted<T>(String words) implements Lookup<T> {}

    default Optional<T> found() {
        return this instanceof Found<T>(T value) ? Optional.of(value) : Optional.empty();
    }
}
