package org.inesconnector.ines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.inesconnector.ines.ClientCreated.ContactCreated;
import org.inesconnector.ines.wsdl.sync.ContactInfoAuto;
import org.jspecify.annotations.Nullable;

/** Which contact of an answer is which of those sent: by its AutomationRef, else by its e-mail; each counts once. */
final class CreatedContacts {

    private final List<ContactInfoAuto> open;
    private final Map<Integer, Integer> references = new HashMap<>();

    private CreatedContacts(List<ContactInfoAuto> answered) {
        open = new ArrayList<>(answered);
    }

    static List<ContactCreated> of(List<Contact> sent, List<ContactInfoAuto> answered) {
        var created = new CreatedContacts(answered);
        for (int i = 0; i < sent.size(); i++) {
            created.match(i, byAutomationRef(sent.get(i)));
        }
        for (int i = 0; i < sent.size(); i++) {
            created.match(i, byEmail(sent.get(i)));
        }
        return created.inOrder(sent);
    }

    private void match(int index, Predicate<ContactInfoAuto> isIt) {
        if (!references.containsKey(index)) {
            open.stream().filter(isIt).findFirst().ifPresent(answer -> {
                open.remove(answer);
                references.put(index, Math.max(0, given(answer.getInternalRef())));
            });
        }
    }

    private static Predicate<ContactInfoAuto> byAutomationRef(Contact contact) {
        int reference = automationRef(contact);
        return answer -> reference != 0 && given(answer.getAutomationRef()) == reference;
    }

    private static int given(@Nullable Integer number) {
        return Objects.requireNonNullElse(number, 0);
    }

    private static Predicate<ContactInfoAuto> byEmail(Contact contact) {
        var email = contact.value(ContactField.PRIMARY_MAIL_ADDRESS).map(value -> value.toString().strip()).orElse("");
        return answer -> !email.isEmpty() && answer.getPrimaryMailAddress() != null
                && email.equalsIgnoreCase(answer.getPrimaryMailAddress().strip());
    }

    private List<ContactCreated> inOrder(List<Contact> sent) {
        var created = new ArrayList<ContactCreated>();
        for (int i = 0; i < sent.size(); i++) {
            created.add(new ContactCreated(automationRef(sent.get(i)), references.getOrDefault(i, 0)));
        }
        return created;
    }

    private static int automationRef(Contact contact) {
        return contact.values().get(ContactField.AUTOMATION_REF) instanceof InesValue.Whole(int number) ? number : 0;
    }
}
