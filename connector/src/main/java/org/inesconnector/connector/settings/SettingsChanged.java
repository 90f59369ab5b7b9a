package org.inesconnector.connector.settings;

import org.springframework.context.ApplicationEvent;

/** This process has changed settings: from the next start on they are in force. */
public final class SettingsChanged extends ApplicationEvent {

    private static final long serialVersionUID = 1;

    SettingsChanged(StoredSettings source) {
        super(source);
    }
}
