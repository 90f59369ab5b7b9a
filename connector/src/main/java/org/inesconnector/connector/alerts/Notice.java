package org.inesconnector.connector.alerts;

/**
 * What people read.
 *
 * @param subject one line
 */
record Notice(String subject, String text) {

    Notice {
        subject = subject.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
