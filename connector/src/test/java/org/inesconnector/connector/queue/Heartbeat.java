package org.inesconnector.connector.queue;

/** For tests elsewhere: whether a process still takes what it has for its own. */
public final class Heartbeat {

    /** The bean of a process that has one. */
    public static final Class<?> OF = Node.class;

    private Heartbeat() {}

    public static boolean isAliveAs(String name, Object process) {
        return ((Node) process).isAliveAs(name);
    }
}
