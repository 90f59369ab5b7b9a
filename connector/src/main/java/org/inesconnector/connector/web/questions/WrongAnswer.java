package org.inesconnector.connector.web.questions;

import java.util.List;
import org.inesconnector.connector.messages.Message;

/**
 * An answer that could not be taken.
 *
 * @param about the Mautic contact that it was about
 * @param typed as it was typed
 */
record WrongAnswer(long about, String typed, List<Message> why) {}
