package org.inesconnector.connector.mapping;

import org.inesconnector.connector.messages.Message;

/**
 * What is wrong with a mapping, and where.
 *
 * @param path below {@code mapping}, such as {@code contact.LastName} or {@code stop-sync}
 */
public record FieldProblem(String path, Message message) {}
