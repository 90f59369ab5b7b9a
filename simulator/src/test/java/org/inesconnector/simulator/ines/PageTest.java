package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.ines.Administration.CustomField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageTest {

    private final InesSimulator ines = InesSimulator.start(0);

    @AfterEach
    void stop() {
        ines.close();
    }

    private String page(String address) throws Exception {
        return RawSoap.get(ines.url().resolve(address)).body();
    }

    @Test
    void thePageShowsClientsContactsLeadsCustomFieldsAndCalls() throws Exception {
        var soap = RawSoap.signedIn(ines);
        int client = ines.addClient(Map.of("CompanyName", "Fromagerie du Vercors"));
        int contact = ines.addContact(client, Map.of("FirstName", "Zoé", "LastName", "Lefèvre", "NPai", "1"));
        ines.administration().customFields(CustomFieldOwner.CONTACT, List.of(new CustomField(31, "Couleur", "text")));
        ines.addCustomValue(CustomFieldOwner.CONTACT, contact, 31, "turquoise");
        soap.call("sync", "AddLead", "<info><ClRef>" + client + "</ClRef><CtRef>" + contact
                + "</CtRef><DescriptionCourte>Salon de Lyon</DescriptionCourte></info>");

        assertThat(page("/")).contains("Fromagerie du Vercors", "Zoé Lefèvre", "NPAI", "Couleur", "turquoise",
                "Salon de Lyon", "AddLead").doesNotContain("http-equiv", InesSimulator.PASSWORD);
        assertThat(page("/?suivi")).contains("http-equiv=\"refresh\"");
    }

    @Test
    void whatWasSentIsTextOnThePageAndNeverMarkup() throws Exception {
        var hostile = "<script>alert('x')</script>\"&";
        int client = ines.addClient(Map.of("CompanyName", hostile, "City", hostile));
        ines.addContact(client, Map.of("LastName", hostile, hostile, hostile));
        ines.administration().customFields(CustomFieldOwner.COMPANY,
                List.of(new CustomField(31, hostile, hostile, List.of(hostile))));

        assertThat(page("/")).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;x&#39;)");
    }

    @Test
    void lookingAtThePageIsNoCall() throws Exception {
        page("/");

        assertThat(ines.calls().all()).isEmpty();
    }
}
