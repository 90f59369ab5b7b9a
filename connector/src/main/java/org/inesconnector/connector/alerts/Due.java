package org.inesconnector.connector.alerts;

/** One message that is to be sent: that there is trouble, or that it is over. */
sealed interface Due {

    Channel channel();

    Course course();

    record Trouble(Channel channel, Course course) implements Due {}

    record Over(Channel channel, Course course) implements Due {}
}
