package org.inesconnector.connector.messages;

/**
 * What is wrong with something that somebody fills in, and where.
 *
 * @param field as its setting is called, or the part of that which all have not in common
 */
public record FieldProblem(String field, Message message) {}
