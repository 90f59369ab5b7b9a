package org.inesconnector.connector.web;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;

/**
 * Makes the template engine ready on the thread that starts the program. Requests have virtual threads: where a few of those
 * initialise Thymeleaf's classes, each of them holds its carrier while it waits for a lock, and where that is every carrier,
 * none of them ever goes on.
 */
@Component
@ConditionalOnWebApplication
class TemplatesAtOnce implements ApplicationRunner {

    private final ITemplateEngine templates;

    TemplatesAtOnce(ITemplateEngine templates) {
        this.templates = templates;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        templates.getConfiguration();
    }
}
