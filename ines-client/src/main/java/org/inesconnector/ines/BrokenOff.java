package org.inesconnector.ines;

import java.util.regex.Pattern;

/**
 * Which fault leaves in doubt what was to be written. As a rule a fault is INES's no to what it was given, before anything
 * was done. But .NET also makes one of whatever ends the work in its middle, and passes on what that was: the database did
 * not answer in time or took something back, or the program failed. Then INES may have done some or all of it.
 */
final class BrokenOff {

    /** In English and in French, as .NET and SQL Server say it. */
    private static final Pattern WORDS = Pattern.compile(
            "time-?\\s?out|timed out|d[ée]lai[^.]*(expir|d[ée]pass)|expiration du d[ée]lai"
                    + "|deadlock|interblocage|sqltransaction"
                    + "|object reference not set|r[ée]f[ée]rence d.objet"
                    + "|thread was being aborted|thread a [ée]t[ée] abandonn"
                    + "|transport-level error|erreur au niveau du transport|forcibly closed|fermée par l.hôte",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private BrokenOff() {}

    static boolean leavesInDoubt(String operation, SoapAnswer.Fault fault) {
        return !CallGate.onlyReads(operation) && WORDS.matcher(fault.words()).find();
    }
}
