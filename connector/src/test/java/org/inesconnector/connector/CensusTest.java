package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CensusTest {

    @AutoClose
    private final BothSides sides = new BothSides();

    @Test
    void whoLostItsCompanyIsNotTakenForOneOfThoseWithAReferenceFromBefore() {
        sides.mautic.createContact(Map.of("lastname", "Ancien", "email", "ancien@dupont.example", "company",
                "Autrefois", "id_contact_ines", "501"));
        long company = sides.company("Ateliers");
        long contact = sides.contact(company, "Martin");
        sides.connect().pushed(contact);
        assertThat(sides.mautic.contact(contact).orElseThrow().values()).containsKey("id_contact_ines");
        sides.mautic.removeFromCompany(contact, company);
        assertThat(sides.push(contact)).isInstanceOf(PushResult.Skipped.class);
        var count = sides.bean(Census.class).count();
        assertThat(count.fromBefore()).isOne();
        assertThat(count.gap()).as("gap of %s", count).isZero();
    }
}
