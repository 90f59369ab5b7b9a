package org.inesconnector.connector.cli;

/** What a command's end means to a script. */
final class ExitCode {

    static final int DONE = 0;
    /** Something was refused or went wrong; trying again alone does not help. */
    static final int FAILED = 1;
    /** The command or the settings are wrong, or the program is older than its database. */
    static final int USAGE = 2;
    /** A person has to settle something, such as an uncertain creation. */
    static final int UNCERTAIN = 3;
    /** INES, Mautic or the database cannot be used now; try again later. */
    static final int UNAVAILABLE = 4;

    private ExitCode() {}
}
