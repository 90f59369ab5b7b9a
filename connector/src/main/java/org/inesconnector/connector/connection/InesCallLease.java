package org.inesconnector.connector.connection;

import java.time.Duration;

/** The longest that one INES call can take, sign-in and repetition included: whoever takes longer is dead. */
public record InesCallLease(Duration duration) {}
