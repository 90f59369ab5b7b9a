package org.inesconnector.mautic;

/** How the client signs in to Mautic. */
public sealed interface MauticCredentials {

    /** What nobody else may know. */
    String secret();

    record Basic(String username, String password) implements MauticCredentials {

        @Override
        public String secret() {
            return password;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Basic[username=" + username + "]";
        }
    }

    /** OAuth 2 client credentials. */
    record ClientCredentials(String clientId, String clientSecret) implements MauticCredentials {

        @Override
        public String secret() {
            return clientSecret;
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "ClientCredentials[clientId=" + clientId + "]";
        }
    }
}
