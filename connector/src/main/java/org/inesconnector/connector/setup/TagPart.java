package org.inesconnector.connector.setup;

import java.util.Locale;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/** The tag that pushes whoever gets it; none where the setting is empty. */
record TagPart(String tag) implements Part {

    @Override
    public Thing thing() {
        return Thing.TAG;
    }

    @Override
    public Message name() {
        return Message.of("setup.tag", tag);
    }

    @Override
    public Optional<SetupItem> look(MauticNow now) {
        if (tag.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(now.tags().stream().anyMatch(tag::equalsIgnoreCase)
                ? SetupItem.present(thing(), name())
                : SetupItem.missing(thing(), name()));
    }

    @Override
    public void put(MauticNow now, Locale language) {
        now.administration.createTag(tag);
    }
}
