package org.inesconnector.connector.setup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.NewContactField;

/** A contact field, recognised by its alias; its label is a person's. */
record ContactFieldPart(Thing thing, NewContactField wanted, Set<String> types, List<Message> advice)
        implements
            Part {

    private static final String KEPT_AS_GIVEN = "[a-z][a-z0-9_]{0,24}";

    static ContactFieldPart reference(Thing thing, String alias, String label) {
        return new ContactFieldPart(
                thing, NewContactField.number(alias, label), Set.of("number", "text"), List.of());
    }

    static ContactFieldPart flag(Thing thing, String alias, String label, List<Message> advice) {
        return new ContactFieldPart(
                thing, NewContactField.yesOrNo(alias, label, "Oui / Yes", "Non / No"), Set.of("boolean"), advice);
    }

    @Override
    public Message name() {
        return Message.of("setup.field", wanted.label(), wanted.alias());
    }

    @Override
    public Optional<SetupItem> look(MauticNow now) {
        return Optional.of(now.contactFields()
                .stream()
                .filter(field -> field.alias().equals(wanted.alias()))
                .findFirst()
                .map(this::found)
                .orElseGet(this::missing));
    }

    private SetupItem found(MauticField field) {
        if (!types.contains(field.type())) {
            return SetupItem.different(
                    thing,
                    name(),
                    Message.of("setup.field.type", field.type(), wanted.type()),
                    Message.of("setup.field.other-type"));
        }
        return field.published()
                ? SetupItem.present(thing, name()).withMoreAdvice(advice)
                : SetupItem.different(
                        thing, name(), Message.of("setup.field.unpublished"), Message.of("setup.field.publish"));
    }

    private SetupItem missing() {
        return wanted.alias().matches(KEPT_AS_GIVEN)
                ? SetupItem.missing(thing, name()).withMoreAdvice(advice)
                : SetupItem.different(
                        thing, name(), Message.of("setup.field.no-alias"), Message.of("setup.field.other-alias"));
    }

    @Override
    public void put(MauticNow now, Locale language) {
        now.administration.createContactField(wanted);
    }
}
