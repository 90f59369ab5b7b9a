package org.inesconnector.connector.connection;

import org.springframework.stereotype.Component;

/** Whether the settings of a side are complete; whether it takes them is another question. */
@Component
public class SetUp {

    private final boolean ines;
    private final boolean mautic;

    SetUp(InesConnectionSettings ines, MauticConnectionSettings mautic) {
        this.ines = isComplete(() -> ConnectionSettingsCheck.ines(ines));
        this.mautic = isComplete(() -> ConnectionSettingsCheck.mautic(mautic));
    }

    private static boolean isComplete(Runnable check) {
        try {
            check.run();
            return true;
        } catch (IncompleteConnection _) {
            return false;
        }
    }

    public boolean ines() {
        return ines;
    }

    public boolean mautic() {
        return mautic;
    }
}
