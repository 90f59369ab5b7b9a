package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CleaningTest {

    private final StandInInes ines = new StandInInes();
    private final InesClient client = ines.client();
    private final Logger log = (Logger) LoggerFactory.getLogger("org.inesconnector.ines");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void close() {
        log.detachAppender(logged);
        client.close();
        ines.close();
    }

    @Test
    void whatHadToBeRemovedIsSaidWithOperationAndFieldButNeverTheValue() {
        ines.answer("AddContact", "<AddContactResult><InternalRef>42</InternalRef></AddContactResult>");
        client.addContact(7, Contact.blank().with(ContactField.LAST_NAME, InesValue.text("Du\0bo\u0008is"))
                .with(ContactField.FIRST_NAME, InesValue.text("Zoé 😀")));
        assertThat(ines.request("AddContact").text("LastName")).isEqualTo("Dubois");
        assertThat(ines.request("AddContact").text("FirstName")).isEqualTo("Zoé 😀");
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).contains("AddContact", "LastName", "characters: 2")
                    .doesNotContain("bois");
        });
    }

    @Test
    void everyTextOfEveryKindOfCallIsCleaned() {
        ines.answer("AddLead", "<AddLeadResult>9</AddLeadResult>");
        ines.answer("UpdateCompanyCF", "<UpdateCompanyCFResult>1</UpdateCompanyCFResult>");
        client.addLead(new Lead(1, 2, "a\0@b.fr", "s\0", "d\0", 3, 4));
        client.updateCustomField(CustomFieldOwner.COMPANY, 7, new CustomFieldValue(1, 2, "v\0"));
        assertThat(logged.list).extracting(ILoggingEvent::getFormattedMessage).hasSize(4)
                .allMatch(message -> message.contains("characters: 1"));
    }
}
