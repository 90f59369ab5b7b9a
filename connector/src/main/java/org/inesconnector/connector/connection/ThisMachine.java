package org.inesconnector.connector.connection;

import java.util.regex.Pattern;

/** The machine that this program runs on. */
public final class ThisMachine {

    private static final Pattern NAMES = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private ThisMachine() {}

    /** By what is written: no name is looked up. */
    public static boolean isCalled(String host) {
        return NAMES.matcher(host).matches();
    }
}
