package org.inesconnector.connector.sync;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.mautic.MauticContact;

/** What a Mautic field for one of INES's references holds: these are xs:int, and above 0. */
sealed interface InesReference {

    /** A number field may answer decimals. */
    Pattern NUMBER = Pattern.compile("\\d{1,20}(\\.0{1,9})?");

    record Given(int reference) implements InesReference {}

    /** Nothing, or 0. */
    record None() implements InesReference {}

    record Unreadable() implements InesReference {}

    static InesReference ofContact(MauticContact contact, Mapping mapping) {
        return in(contact, mapping.contactReferenceFields());
    }

    static InesReference ofClient(MauticContact contact, Mapping mapping) {
        return in(contact, mapping.clientReferenceFields());
    }

    /** What is no number in a field that was chosen before is nothing of INES's. */
    private static InesReference in(MauticContact contact, List<String> aliases) {
        var chosen = in(contact, aliases.getFirst());
        return chosen instanceof None
                ? aliases.stream()
                        .map(alias -> in(contact, alias))
                        .filter(Given.class::isInstance)
                        .findFirst()
                        .orElse(chosen)
                : chosen;
    }

    static InesReference in(MauticContact contact, String alias) {
        return contact.field(alias).map(InesReference::parse).orElseGet(None::new);
    }

    static InesReference parse(String stored) {
        var text = stored.strip();
        if (text.isEmpty()) {
            return new None();
        }
        if (!NUMBER.matcher(text).matches()) {
            return new Unreadable();
        }
        try {
            int number = new BigDecimal(text).intValueExact();
            return number == 0 ? new None() : new Given(number);
        } catch (ArithmeticException _) {
            return new Unreadable();
        }
    }

    default OptionalInt number() {
        return this instanceof Given(int reference) ? OptionalInt.of(reference) : OptionalInt.empty();
    }
}
