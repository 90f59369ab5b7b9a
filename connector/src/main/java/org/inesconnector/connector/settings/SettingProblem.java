package org.inesconnector.connector.settings;

import org.inesconnector.connector.messages.Message;

/**
 * @param name of the setting, or how the names of those begin that do not fit together
 * @param why names it too
 */
public record SettingProblem(String name, Message why) {

    /** Whether it is about this setting, however its name is written. */
    public boolean isAbout(String setting) {
        var about = KnownSettings.name(name);
        var asked = KnownSettings.name(setting);
        return about.equals(asked) || about.isAncestorOf(asked) || asked.isAncestorOf(about);
    }
}
