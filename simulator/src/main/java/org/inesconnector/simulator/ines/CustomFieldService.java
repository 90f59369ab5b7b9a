package org.inesconnector.simulator.ines;

import jakarta.jws.WebService;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.wsdl.cf.ArrayOfCustomField;
import org.inesconnector.ines.wsdl.cf.ArrayOfCustomFieldDefinition;
import org.inesconnector.ines.wsdl.cf.ArrayOfCustomFieldGroup;
import org.inesconnector.ines.wsdl.cf.CfSoap;
import org.inesconnector.ines.wsdl.cf.CustomField;
import org.inesconnector.ines.wsdl.cf.CustomFieldDefinition;
import org.inesconnector.ines.wsdl.cf.CustomFields;
import org.inesconnector.ines.wsdl.cf.SessionID;
import org.jspecify.annotations.Nullable;

/** What INES answers to an insert or update is not known; here it is the value's reference. */
@WebService(targetNamespace = Soap.NAMESPACE, serviceName = "Cf", portName = "CfSoap", endpointInterface = "org.inesconnector.ines.wsdl.cf.CfSoap", wsdlLocation = "wsdl/wscf.wsdl")
final class CustomFieldService implements CfSoap {

    private final CustomValues values;
    private final Administration administration;

    CustomFieldService(CustomValues values, Administration administration) {
        this.values = values;
        this.administration = administration;
    }

    @Override
    public CustomFields getContactCF(Integer reference, SessionID session) {
        return customFields(CustomFieldOwner.CONTACT, reference);
    }

    @Override
    public CustomFields getCompanyCF(Integer reference, SessionID session) {
        return customFields(CustomFieldOwner.COMPANY, reference);
    }

    @Override
    public CustomFields getLeadCF(Integer reference, SessionID session) {
        return customFields(CustomFieldOwner.LEAD, reference);
    }

    @Override
    public Object insertContactCF(Integer contact, Integer definition, @Nullable String value, Integer linked,
            Integer group,
            SessionID session) {
        return insert(CustomFieldOwner.CONTACT, contact, definition, value);
    }

    @Override
    public Object insertCompanyCF(Integer client, Integer definition, @Nullable String value, Integer linked,
            Integer group,
            SessionID session) {
        return insert(CustomFieldOwner.COMPANY, client, definition, value);
    }

    @Override
    public Object insertLeadCF(Integer lead, Integer definition, @Nullable String value, Integer linked, Integer group,
            SessionID session) {
        return insert(CustomFieldOwner.LEAD, lead, definition, value);
    }

    @Override
    public Object updateContactCF(Integer contact, Integer definition, Integer reference, @Nullable String value,
            SessionID session) {
        return update(CustomFieldOwner.CONTACT, contact, definition, reference, value);
    }

    @Override
    public Object updateCompanyCF(Integer client, Integer definition, Integer reference, @Nullable String value,
            SessionID session) {
        return update(CustomFieldOwner.COMPANY, client, definition, reference, value);
    }

    private Object insert(CustomFieldOwner owner, int record, int definition, @Nullable String value) {
        return values.insert(owner, record, definition, value == null ? "" : value).reference();
    }

    private Object update(CustomFieldOwner owner, int record, int definition, int reference,
            @Nullable String value) {
        return values.update(owner, record, definition, reference, value == null ? "" : value).reference();
    }

    private CustomFields customFields(CustomFieldOwner owner, int record) {
        var all = new CustomFields();
        all.setValues(new ArrayOfCustomField());
        values.of(owner, record).forEach(value -> all.getValues().getCustomField().add(customField(value)));
        all.setDefinitions(new ArrayOfCustomFieldDefinition());
        administration.customFields(owner)
                .forEach(field -> all.getDefinitions().getCustomFieldDefinition().add(definition(field)));
        all.setGroups(new ArrayOfCustomFieldGroup());
        return all;
    }

    private static CustomField customField(StoredValue value) {
        var field = new CustomField();
        field.setDefinitionRef(value.definition());
        field.setRef(value.reference());
        field.setValue(value.value());
        return field;
    }

    private static CustomFieldDefinition definition(Administration.CustomField field) {
        var definition = new CustomFieldDefinition();
        definition.setRef(field.id());
        return definition;
    }
}
