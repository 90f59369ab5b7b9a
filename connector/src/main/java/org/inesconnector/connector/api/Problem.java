package org.inesconnector.connector.api;

import org.inesconnector.connector.messages.Message;
import org.springframework.http.HttpStatus;

/** Why a call is not answered as it was wished. */
final class Problem extends RuntimeException {

    private final HttpStatus status;
    private final Message message;

    Problem(HttpStatus status, Message message) {
        super(message.key(), null, false, false);
        this.status = status;
        this.message = message;
    }

    HttpStatus status() {
        return status;
    }

    Message message() {
        return message;
    }
}
