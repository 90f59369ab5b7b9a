package org.inesconnector.ines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.inesconnector.ines.wsdl.cf.CfSoap;
import org.inesconnector.ines.wsdl.cf.CustomField;
import org.inesconnector.ines.wsdl.cf.CustomFields;
import org.inesconnector.ines.wsdl.cf.SessionID;
import org.jspecify.annotations.Nullable;

/** The custom fields of contacts, companies and leads. */
final class CustomFieldCalls {

    private static final int NO_LINKED_VALUES = 0;
    private static final int NO_GROUP = 0;

    private final InesCalls calls;
    private final SoapPorts ports;

    CustomFieldCalls(InesCalls calls, SoapPorts ports) {
        this.calls = calls;
        this.ports = ports;
    }

    List<CustomFieldValue> read(CustomFieldOwner owner, int reference) {
        return switch (owner) {
            case CONTACT -> read("GetContactCF", (cf, id) -> cf.getContactCF(reference, id));
            case COMPANY -> read("GetCompanyCF", (cf, id) -> cf.getCompanyCF(reference, id));
            case LEAD -> read("GetLeadCF", (cf, id) -> cf.getLeadCF(reference, id));
        };
    }

    private List<CustomFieldValue> read(String operation, BiFunction<CfSoap, SessionID, @Nullable CustomFields> call) {
        return lastOfEach(operation, call(operation, call));
    }

    private static List<CustomFieldValue> lastOfEach(String operation, CustomFields fields) {
        if (fields.getValues() == null) {
            return List.of();
        }
        Map<Integer, CustomFieldValue> values = new LinkedHashMap<>();
        for (var field : fields.getValues().getCustomField()) {
            var value = value(operation, field);
            values.put(value.definition(), value);
        }
        return List.copyOf(values.values());
    }

    private static CustomFieldValue value(String operation, CustomField field) {
        int definition = Objects.requireNonNullElse(field.getDefinitionRef(), 0);
        int reference = Objects.requireNonNullElse(field.getRef(), 0);
        if (definition <= 0 || reference <= 0) {
            throw new InesException.NotUnderstood(operation, "INES's answer has a value without reference", null);
        }
        return new CustomFieldValue(definition, reference,
                Objects.requireNonNullElse(field.getValue(), ""));
    }

    void insert(CustomFieldOwner owner, int reference, int definition, String value) {
        switch (owner) {
            case CONTACT -> {
                var text = text("InsertContactCF", value);
                call("InsertContactCF", (cf, id) -> cf.insertContactCF(
                        reference, definition, text, NO_LINKED_VALUES, NO_GROUP, id));
            }
            case COMPANY -> {
                var text = text("InsertCompanyCF", value);
                call("InsertCompanyCF", (cf, id) -> cf.insertCompanyCF(
                        reference, definition, text, NO_LINKED_VALUES, NO_GROUP, id));
            }
            case LEAD -> {
                var text = text("InsertLeadCF", value);
                call("InsertLeadCF", (cf, id) -> cf.insertLeadCF(
                        reference, definition, text, NO_LINKED_VALUES, NO_GROUP, id));
            }
        }
    }

    void update(CustomFieldOwner owner, int reference, CustomFieldValue value) {
        switch (owner) {
            case CONTACT -> {
                var text = text("UpdateContactCF", value.value());
                call("UpdateContactCF", (cf, id) -> cf.updateContactCF(
                        reference, value.definition(), value.reference(), text, id));
            }
            case COMPANY -> {
                var text = text("UpdateCompanyCF", value.value());
                call("UpdateCompanyCF", (cf, id) -> cf.updateCompanyCF(
                        reference, value.definition(), value.reference(), text, id));
            }
            case LEAD -> throw new IllegalArgumentException("INES offers no update of a lead's custom fields");
        }
    }

    private static String text(String operation, String value) {
        return new OutgoingText(operation).clean("chpValue", value);
    }

    private <T> T call(String operation, BiFunction<CfSoap, SessionID, @Nullable T> call) {
        return Answered.by(operation, calls.call(operation, session -> call.apply(ports.cf(), header(session))));
    }

    private static SessionID header(String session) {
        var header = new SessionID();
        header.setID(session);
        return header;
    }
}
