package org.inesconnector.simulator.ines;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.inesconnector.ines.CustomFieldOwner;

/** What the CRM's administrator chose, and how strict this INES is. Every setting can change at any time. */
public final class Administration {

    /** A choice of the contact types, client types or origins; origins have no order. */
    public record Choice(int reference, String description, int order) {}

    /** A user of the CRM. Without last and first name, older services answer {@code name} alone. */
    public record User(int userReference, int staffReference, String lastName, String firstName, String name) {

        public User(int userReference, int staffReference, String lastName, String firstName) {
            this(userReference, staffReference, lastName, firstName, "");
        }
    }

    /** A custom field; {@code type} is INES's own word, so that a type can be given that no client knows. */
    public record CustomField(int id, String name, String type, List<String> values) {

        public CustomField {
            values = List.copyOf(values);
        }

        public CustomField(int id, String name, String type) {
            this(id, name, type, List.of());
        }
    }

    /** What a read of a deleted record ends in: the real INES was seen to do more than one of these. */
    public enum Deleted {
        FAULT, REFERENCE_ZERO, OTHER_REFERENCE, NO_RECORD
    }

    private static final int TEXT_LIMIT = 255;
    private static final int LONG_TEXT_LIMIT = 4000;

    private final Map<CustomFieldOwner, List<CustomField>> customFields = new EnumMap<>(CustomFieldOwner.class);
    private final Map<String, Integer> textLimits = new ConcurrentHashMap<>();
    private OptionalInt leadChannel = OptionalInt.empty();
    private int clientType;
    private List<Choice> contactTypes = List.of();
    private List<Choice> clientTypes = List.of();
    private List<Choice> origins = List.of();
    private List<User> users = List.of();
    private List<User> staff = List.of();
    private Deleted deleted = Deleted.FAULT;
    private Dialect dialect = Dialect.OURS;

    Administration() {
        reset();
    }

    /** A small CRM, as it is after its first day. */
    synchronized void reset() {
        leadChannel = OptionalInt.of(3);
        clientType = 2;
        contactTypes = List.of(new Choice(1, "Client", 1), new Choice(2, "Prospect", 0),
                new Choice(3, "Partenaire", 2));
        clientTypes = List.of(new Choice(1, "Client", 1), new Choice(2, "Prospect", 0));
        origins = List.of(new Choice(1, "Salon", 0), new Choice(2, "Site internet", 0));
        users = List.of(new User(11, 21, "Durand", "Hélène"), new User(12, 22, "Le Goff", "Yann"));
        staff = users;
        deleted = Deleted.FAULT;
        dialect = Dialect.OURS;
        customFields.clear();
        textLimits.clear();
        textLimits.putAll(
                Map.of("Comment", LONG_TEXT_LIMIT, "Comments", LONG_TEXT_LIMIT, "ReclaDescDetail", LONG_TEXT_LIMIT));
    }

    public synchronized OptionalInt leadChannel() {
        return leadChannel;
    }

    /** Empty: GetSyncInfo answers none. INES was also seen to answer a negative one. */
    public synchronized void leadChannel(OptionalInt channel) {
        leadChannel = channel;
    }

    public synchronized int clientType() {
        return clientType;
    }

    public synchronized void clientType(int reference) {
        clientType = reference;
    }

    public synchronized List<Choice> contactTypes() {
        return contactTypes;
    }

    public synchronized void contactTypes(List<Choice> choices) {
        contactTypes = List.copyOf(choices);
    }

    public synchronized List<Choice> clientTypes() {
        return clientTypes;
    }

    public synchronized void clientTypes(List<Choice> choices) {
        clientTypes = List.copyOf(choices);
    }

    public synchronized List<Choice> origins() {
        return origins;
    }

    public synchronized void origins(List<Choice> choices) {
        origins = List.copyOf(choices);
    }

    public synchronized List<User> users() {
        return users;
    }

    public synchronized void users(List<User> answered) {
        users = List.copyOf(answered);
    }

    public synchronized List<User> staff() {
        return staff;
    }

    public synchronized void staff(List<User> answered) {
        staff = List.copyOf(answered);
    }

    public synchronized List<CustomField> customFields(CustomFieldOwner owner) {
        return customFields.getOrDefault(owner, List.of());
    }

    public synchronized void customFields(CustomFieldOwner owner, List<CustomField> fields) {
        customFields.put(owner, List.copyOf(fields));
    }

    public synchronized Deleted deleted() {
        return deleted;
    }

    public synchronized void deleted(Deleted answer) {
        deleted = answer;
    }

    public synchronized Dialect dialect() {
        return dialect;
    }

    public synchronized void dialect(Dialect spoken) {
        dialect = spoken;
    }

    /** The longest text that an element takes, in UTF-16 units: 255, and 4000 for a remark or a lead's detail. */
    public int textLimit(String element) {
        return textLimits.getOrDefault(element, TEXT_LIMIT);
    }

    public void textLimit(String element, int length) {
        textLimits.put(element, length);
    }

    /** INES's database says it in these words. */
    void checkLengths(Map<String, String> values) {
        values.forEach((element, text) -> {
            if (text.length() > textLimit(element)) {
                throw new Refusal("Les données de chaîne ou binaires seront tronquées. (" + element + ")");
            }
        });
    }
}
