package org.inesconnector.connector.sync;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.web.util.HtmlUtils;

/**
 * Whether references that stand in Mautic's fields without a link of ours may be taken over: an older plugin left them
 * there, or somebody copied them, or they are of another account.
 */
public final class Adoption {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private Adoption() {}

    /** A reference that is no number, if one is needed. */
    static Optional<Message> unreadable(MauticContact contact, Known known, Mapping mapping) {
        if (known.contactLink().isPresent()) {
            return Optional.empty();
        }
        return known.companyLink().isPresent()
                ? unreadable(contact, mapping.contactReferenceField())
                : unreadable(contact, mapping);
    }

    /** Likewise, of either reference. */
    static Optional<Message> unreadable(MauticContact contact, Mapping mapping) {
        return unreadable(contact, mapping.contactReferenceField())
                .or(() -> unreadable(contact, mapping.clientReferenceField()));
    }

    private static Optional<Message> unreadable(MauticContact contact, String alias) {
        return contact.field(alias)
                .filter(_ -> InesReference.in(contact, alias) instanceof InesReference.Unreadable)
                .map(text -> Message.of("adopt.no-reference", contact.id(), alias, text.strip()));
    }

    /**
     * A record at INES that is somebody else's.
     *
     * @param isAnothers whether a client with another name is known to be another company's
     */
    static Optional<Message> stranger(
            MauticContact contact, MauticCompany company, Known known, Held held, Predicate<Client> isAnothers) {
        var unrelated = unrelated(contact, company, known, held);
        if (unrelated.isPresent() || known.contactLink().isPresent()) {
            return unrelated;
        }
        return held.contact()
                .flatMap(found -> somebodyElse(found, contact))
                .or(() -> otherCompany(contact, company, known, held, isAnothers));
    }

    /** Where the company's client is gone, the one that its contact is at now, if that is no client of the company's. */
    private static Optional<Message> unrelated(
            MauticContact contact, MauticCompany company, Known known, Held held) {
        var before = known.clientRef(company.id());
        return held.client()
                .filter(found -> before.isPresent() && before.getAsInt() != found.reference())
                .filter(found -> !isOf(company, found))
                .map(found -> Message.of(
                        "adopt.client-gone",
                        contact.id(),
                        company.name().orElse(""),
                        before.getAsInt(),
                        found.reference(),
                        text(found.value(ClientField.COMPANY_NAME))));
    }

    /** Why a contact at INES is not this one; empty where it is. */
    public static Optional<Message> somebodyElse(Contact found, MauticContact contact) {
        return isContact(found, contact)
                ? Optional.empty()
                : Optional.of(Message.of(
                        "adopt.other-contact",
                        contact.id(),
                        contact.email().orElse(""),
                        found.reference(),
                        text(found.value(ContactField.PRIMARY_MAIL_ADDRESS))));
    }

    private static Optional<Message> otherCompany(
            MauticContact contact, MauticCompany company, Known known, Held held, Predicate<Client> isAnothers) {
        return held.client()
                .filter(_ -> known.companyLink().isEmpty() && known.colleaguesClientRef().isEmpty())
                .filter(found -> !isOf(company, found))
                .filter(found -> !isAt(found, held.contact()) || isAnothers.test(found))
                .map(found -> Message.of(
                        "adopt.other-client",
                        contact.id(),
                        company.name().orElse(""),
                        found.reference(),
                        text(found.value(ClientField.COMPANY_NAME))));
    }

    static boolean isContact(Contact found, MauticContact contact) {
        return isId(found.value(ContactField.AUTOMATION_REF), contact.id())
                || contact.email()
                        .filter(email -> email.strip()
                                .equalsIgnoreCase(text(found.value(ContactField.PRIMARY_MAIL_ADDRESS))))
                        .isPresent();
    }

    /** Where several people have an address, that alone does not say who somebody is. */
    static boolean isContactByName(Contact found, MauticContact contact) {
        var firstName = text(found.value(ContactField.FIRST_NAME));
        var lastName = text(found.value(ContactField.LAST_NAME));
        return isId(found.value(ContactField.AUTOMATION_REF), contact.id())
                || (!lastName.isEmpty()
                        && lastName.equalsIgnoreCase(name(contact, "lastname"))
                        && (firstName.isEmpty() || name(contact, "firstname").isEmpty()
                                || firstName.equalsIgnoreCase(name(contact, "firstname"))));
    }

    private static String name(MauticContact contact, String alias) {
        return contact.field(alias).map(HtmlUtils::htmlUnescape).map(String::strip).orElse("");
    }

    private static boolean isAt(Client client, Optional<Contact> contact) {
        return contact.filter(adopted -> adopted.clientReference() == client.reference()).isPresent();
    }

    /** Of a client with another name: the Mautic company that it is, as INES says. */
    static OptionalLong otherCompany(Client found, MauticCompany company) {
        return isOf(company, found) ? OptionalLong.empty() : id(found.value(ClientField.AUTOMATION_REF));
    }

    private static OptionalLong id(Optional<InesValue> value) {
        var id = text(value);
        return ID.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    static boolean isOf(MauticCompany company, Client found) {
        return isId(found.value(ClientField.AUTOMATION_REF), company.id())
                || company.name()
                        .map(HtmlUtils::htmlUnescape)
                        .filter(name -> name.strip().equalsIgnoreCase(text(found.value(ClientField.COMPANY_NAME))))
                        .isPresent();
    }

    private static boolean isId(Optional<InesValue> value, long mauticId) {
        return text(value).equals(Long.toString(mauticId));
    }

    static String text(Optional<InesValue> value) {
        return value.map(CustomFieldText::of).map(String::strip).orElse("");
    }
}
