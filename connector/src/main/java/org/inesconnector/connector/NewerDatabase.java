package org.inesconnector.connector;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database was brought up to date by a newer program than this one, which cannot know what stands in it. */
public final class NewerDatabase extends RuntimeException {

    private final String schema;
    private final String ownSchema;
    private final @Nullable String program;

    /**
     * @param schema the newest version in the database that this program does not know
     * @param ownSchema the newest that it knows
     * @param program that brought the database there, where that is known
     */
    NewerDatabase(String schema, String ownSchema, Optional<String> program, Throwable cause) {
        super("The database has schema " + schema + ", this program knows " + ownSchema, cause);
        this.schema = schema;
        this.ownSchema = ownSchema;
        this.program = program.orElse(null);
    }

    public String schema() {
        return schema;
    }

    public String ownSchema() {
        return ownSchema;
    }

    public Optional<String> program() {
        return Optional.ofNullable(program);
    }
}
