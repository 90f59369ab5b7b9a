package org.inesconnector.connector.messages;

import java.util.List;

/** An exception that says in words for people what is wrong. */
public interface Explained {

    List<Message> problems();
}
