package org.inesconnector.simulator.ines;

import jakarta.jws.WebService;
import java.util.ArrayList;
import java.util.List;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.wsdl.sync.ArrayOfContactInfoAuto;
import org.inesconnector.ines.wsdl.sync.ArrayOfCustomFieldToAuto;
import org.inesconnector.ines.wsdl.sync.ArrayOfString;
import org.inesconnector.ines.wsdl.sync.AutomationSyncSoap;
import org.inesconnector.ines.wsdl.sync.ClientInfoAuto;
import org.inesconnector.ines.wsdl.sync.ContactInfoAuto;
import org.inesconnector.ines.wsdl.sync.CustomFieldToAuto;
import org.inesconnector.ines.wsdl.sync.LeadInfo;
import org.inesconnector.ines.wsdl.sync.SessionID;
import org.inesconnector.ines.wsdl.sync.SyncInfo;
import org.jspecify.annotations.Nullable;

@WebService(targetNamespace = Soap.NAMESPACE, serviceName = "AutomationSync", portName = "AutomationSyncSoap", endpointInterface = "org.inesconnector.ines.wsdl.sync.AutomationSyncSoap", wsdlLocation = "wsdl/WSAutomationSync.wsdl")
final class SyncService implements AutomationSyncSoap {

    private final Crm crm;
    private final Administration administration;

    SyncService(Crm crm, Administration administration) {
        this.crm = crm;
        this.administration = administration;
    }

    @Override
    public SyncInfo getSyncInfo(SessionID session) {
        var info = new SyncInfo();
        administration.leadChannel().ifPresent(info::setLeadRef);
        info.setSocieteType(administration.clientType());
        info.setContactCustomFields(customFields(CustomFieldOwner.CONTACT));
        info.setCompanyCustomFields(customFields(CustomFieldOwner.COMPANY));
        return info;
    }

    /** A second call with the same client creates a second client. The contacts are answered in another order. */
    @Override
    public ClientInfoAuto addClientWithContacts(ClientInfoAuto client, SessionID session) {
        var contacts = contacts(client).stream().map(Elements.OF_A_CONTACT::sent).toList();
        crm.checkContacts(contacts);
        var stored = crm.addClient(Elements.OF_A_CLIENT.sent(client));
        var answered = new ArrayList<ContactInfoAuto>();
        contacts.forEach(contact -> answered.add(contactInfo(crm.addContact(stored.reference(), contact))));
        var answer = clientInfo(stored);
        answer.setContacts(new ArrayOfContactInfoAuto());
        answer.getContacts().getContactInfoAuto().addAll(answered.reversed());
        return answer;
    }

    @Override
    public ContactInfoAuto addContact(ContactInfoAuto contact, Integer automationRef, Integer client, Integer scoring,
            @Nullable String desabo, @Nullable String npai, SessionID session) {
        contact.setAutomationRef(automationRef);
        contact.setScoring(scoring);
        contact.setDesabo(desabo);
        contact.setNPai(npai);
        return contactInfo(crm.addContact(client, Elements.OF_A_CONTACT.sent(contact)));
    }

    @Override
    public Integer updateContact(ContactInfoAuto contact, SessionID session) {
        var values = Elements.OF_A_CONTACT.sent(contact);
        return crm.updateContact(Elements.whole(contact.getInternalRef()), Elements.whole(contact.getCompanyRef()),
                values).reference();
    }

    @Override
    public ClientInfoAuto updateClient(ClientInfoAuto client, SessionID session) {
        return clientInfo(crm.updateClient(Elements.whole(client.getInternalRef()), Elements.OF_A_CLIENT.sent(client)));
    }

    @Override
    public Integer addLead(LeadInfo lead, SessionID session) {
        var values = Elements.OF_A_LEAD.sent(lead);
        return crm.addLead(Elements.whole(lead.getClRef()), Elements.whole(lead.getCtRef()),
                Elements.whole(lead.getFileRef()), values).reference();
    }

    @Override
    public String deleteAutomationContact(Integer reference, SessionID session) {
        crm.flag(reference);
        return "Success";
    }

    private ArrayOfCustomFieldToAuto customFields(CustomFieldOwner owner) {
        var list = new ArrayOfCustomFieldToAuto();
        administration.customFields(owner).forEach(field -> list.getCustomFieldToAuto().add(customField(field)));
        return list;
    }

    private static CustomFieldToAuto customField(Administration.CustomField field) {
        var info = new CustomFieldToAuto();
        info.setInesID(field.id());
        info.setInesName(field.name());
        info.setType(field.type());
        if (!field.values().isEmpty()) {
            info.setValueList(new ArrayOfString());
            info.getValueList().getString().addAll(field.values());
        }
        return info;
    }

    private static List<ContactInfoAuto> contacts(ClientInfoAuto client) {
        return client.getContacts() == null ? List.of() : client.getContacts().getContactInfoAuto();
    }

    private static ContactInfoAuto contactInfo(StoredContact contact) {
        return Elements.OF_A_CONTACT.fill(new ContactInfoAuto(), contact.elements());
    }

    private static ClientInfoAuto clientInfo(StoredClient client) {
        return Elements.OF_A_CLIENT.fill(new ClientInfoAuto(), client.elements());
    }
}
