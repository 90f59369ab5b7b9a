package org.inesconnector.connector;

/** The embedded database has nowhere to live. */
public final class UnusableDataDirectory extends RuntimeException {

    private final String directory;

    UnusableDataDirectory(String directory, Throwable cause) {
        super(directory, cause);
        this.directory = directory;
    }

    public String directory() {
        return directory;
    }
}
