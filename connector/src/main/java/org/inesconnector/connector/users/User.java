package org.inesconnector.connector.users;

import java.time.Instant;

/** Somebody who may sign in. */
public record User(String name, Role role, Instant createdAt) {}
