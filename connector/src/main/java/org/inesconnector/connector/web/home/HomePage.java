package org.inesconnector.connector.web.home;

import org.inesconnector.connector.queue.KnownContacts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everything stands. */
@Controller
class HomePage {

    private final KnownContacts contacts;

    HomePage(KnownContacts contacts) {
        this.contacts = contacts;
    }

    @GetMapping("/")
    String show(Model model) {
        model.addAttribute("ledger", contacts.ledger());
        return "home";
    }
}
