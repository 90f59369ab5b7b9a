package org.inesconnector.mautic;

/** How the client signs in to Mautic. */
public sealed interface MauticCredentials {

    record Basic(String username, String password) implements MauticCredentials {
        /** Without the password. */
        @Override
        public String toString() {
            return "Basic[username=" + username + "]";
        }
    }

    /** OAuth 2 client credentials. */
    record ClientCredentials(String clientId, String clientSecret) implements MauticCredentials {
        /** Without the secret. */
        @Override
        public String toString() {
            return "ClientCredentials[clientId=" + clientId + "]";
        }
    }
}
