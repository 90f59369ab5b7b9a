package org.inesconnector.simulator.ines;

import jakarta.jws.WebService;
import java.util.List;
import java.util.Map;
import org.inesconnector.ines.wsdl.icm.ArrayOfClientTypeInfo;
import org.inesconnector.ines.wsdl.icm.ArrayOfContactTypeInfo;
import org.inesconnector.ines.wsdl.icm.ArrayOfOriginInfo;
import org.inesconnector.ines.wsdl.icm.ArrayOfUserInfoRH;
import org.inesconnector.ines.wsdl.icm.ClientInfo;
import org.inesconnector.ines.wsdl.icm.ClientTypeInfo;
import org.inesconnector.ines.wsdl.icm.ContactInfo;
import org.inesconnector.ines.wsdl.icm.ContactTypeInfo;
import org.inesconnector.ines.wsdl.icm.IcmSoap;
import org.inesconnector.ines.wsdl.icm.OriginInfo;
import org.inesconnector.ines.wsdl.icm.SessionID;
import org.inesconnector.ines.wsdl.icm.UserInfoRH;
import org.jspecify.annotations.Nullable;

@WebService(targetNamespace = Soap.NAMESPACE, serviceName = "Icm", portName = "IcmSoap", endpointInterface = "org.inesconnector.ines.wsdl.icm.IcmSoap", wsdlLocation = "wsdl/wsicm.wsdl")
final class ContactManagerService implements IcmSoap {

    private final Crm crm;
    private final Administration administration;

    ContactManagerService(Crm crm, Administration administration) {
        this.crm = crm;
        this.administration = administration;
    }

    @Override
    public @Nullable ContactInfo getContact(Integer reference, SessionID session) {
        var contact = crm.contact(reference);
        if (contact.isPresent()) {
            return contactInfo(contact.get());
        }
        return switch (administration.deleted()) {
            case FAULT -> throw Refusal.unknownContact(reference);
            case REFERENCE_ZERO -> contactInfo(new StoredContact(0, 0, Map.of(), true));
            case OTHER_REFERENCE -> contactInfo(new StoredContact(reference + 1, 0, Map.of(), true));
            case NO_RECORD -> null;
        };
    }

    @Override
    public @Nullable ClientInfo getClient(Integer reference, SessionID session) {
        var client = crm.client(reference);
        if (client.isPresent()) {
            return clientInfo(client.get());
        }
        return switch (administration.deleted()) {
            case FAULT -> throw Refusal.unknownClient(reference);
            case REFERENCE_ZERO -> clientInfo(new StoredClient(0, Map.of()));
            case OTHER_REFERENCE -> clientInfo(new StoredClient(reference + 1, Map.of()));
            case NO_RECORD -> null;
        };
    }

    @Override
    public ClientInfo updateClient(ClientInfo client, SessionID session) {
        return clientInfo(crm.updateClient(Elements.whole(client.getInternalRef()), Elements.OF_A_CLIENT.sent(client)));
    }

    @Override
    public ArrayOfContactTypeInfo getTypeContactList(SessionID session) {
        var list = new ArrayOfContactTypeInfo();
        for (var choice : administration.contactTypes()) {
            var info = new ContactTypeInfo();
            info.setInternalRef(choice.reference());
            info.setDescription(choice.description());
            info.setOrder(choice.order());
            list.getContactTypeInfo().add(info);
        }
        return list;
    }

    @Override
    public ArrayOfClientTypeInfo getTypeClientList(SessionID session) {
        var list = new ArrayOfClientTypeInfo();
        for (var choice : administration.clientTypes()) {
            var info = new ClientTypeInfo();
            info.setInternalRef(choice.reference());
            info.setDescription(choice.description());
            info.setOrder(choice.order());
            list.getClientTypeInfo().add(info);
        }
        return list;
    }

    @Override
    public ArrayOfOriginInfo getOriginList(SessionID session) {
        var list = new ArrayOfOriginInfo();
        for (var choice : administration.origins()) {
            var info = new OriginInfo();
            info.setInternalRef(choice.reference());
            info.setDescription(choice.description());
            list.getOriginInfo().add(info);
        }
        return list;
    }

    @Override
    public ArrayOfUserInfoRH getUserInfoFromUserRef(SessionID session) {
        return users(administration.users());
    }

    @Override
    public ArrayOfUserInfoRH getUserInfoFromRHRef(SessionID session) {
        return users(administration.staff());
    }

    private static ArrayOfUserInfoRH users(List<Administration.User> users) {
        var list = new ArrayOfUserInfoRH();
        users.forEach(user -> list.getUserInfoRH().add(userInfo(user)));
        return list;
    }

    /** A name that a user lacks is left out. */
    private static UserInfoRH userInfo(Administration.User user) {
        var info = new UserInfoRH();
        info.setUserRef(user.userReference());
        info.setRHRef(user.staffReference());
        if (!user.lastName().isEmpty()) {
            info.setLastName(user.lastName());
        }
        if (!user.firstName().isEmpty()) {
            info.setFirstName(user.firstName());
        }
        if (!user.name().isEmpty()) {
            info.setName(user.name());
        }
        return info;
    }

    private static ContactInfo contactInfo(StoredContact contact) {
        return Elements.OF_A_CONTACT.fill(new ContactInfo(), contact.elements());
    }

    private static ClientInfo clientInfo(StoredClient client) {
        return Elements.OF_A_CLIENT.fill(new ClientInfo(), client.elements());
    }
}
