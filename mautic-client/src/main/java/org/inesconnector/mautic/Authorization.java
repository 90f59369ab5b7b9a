package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The {@code Authorization} header of the requests. */
interface Authorization {

    String header();

    /** Another header in place of one that Mautic did not accept; the same where there is no other. */
    String insteadOf(String refused);

    static Authorization basic(MauticCredentials.Basic credentials) {
        String pair = credentials.username() + ':' + credentials.password();
        return new Fixed("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    record Fixed(String header) implements Authorization {

        @Override
        public String insteadOf(String refused) {
            return header;
        }

        /** Without the credentials. */
        @Override
        public String toString() {
            return "Fixed[]";
        }
    }
}
