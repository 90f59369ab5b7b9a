package org.inesconnector.connector.web.tokens;

import jakarta.servlet.http.HttpServletRequest;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.api.Addresses;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.setup.MauticSetup;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Makes tokens for the REST API and for the addresses that Mautic posts to, and takes them back. */
@Controller
@RequestMapping("/settings/tokens")
class TokensPage {

    private static final int LONGEST_NAME = 100;

    private final ApiTokens tokens;
    private final MauticSetup setup;

    TokensPage(ApiTokens tokens, MauticSetup setup) {
        this.tokens = tokens;
        this.setup = setup;
    }

    @GetMapping
    String show(HttpServletRequest request, Model model) {
        var address = setup.publicAddress();
        model.addAttribute("tokens", tokens.all());
        model.addAttribute("scopes", Scope.values());
        model.addAttribute("longest", LONGEST_NAME);
        model.addAttribute("isPublic", address.isPresent());
        var root = address.orElseGet(() -> asOpened(request));
        model.addAttribute("push", root + Addresses.PUSH);
        model.addAttribute("metrics", root + Addresses.METRICS);
        return "tokens";
    }

    private static String asOpened(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }

    @PostMapping
    String create(
            @RequestParam String name,
            @RequestParam Scope scope,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            model.addAttribute("problem", Message.of("token.name", LONGEST_NAME));
            model.addAttribute("name", name);
            model.addAttribute("chosen", scope);
            return show(request, model);
        }
        next.addFlashAttribute("made", new MadeToken(stripped, scope, tokens.create(stripped, scope)));
        return "redirect:/settings/tokens";
    }

    @PostMapping("/revoke")
    String revoke(@RequestParam long id, RedirectAttributes next) {
        next.addFlashAttribute("notice", Message.of(tokens.revoke(id) ? "token.revoked" : "token.is-gone", id));
        return "redirect:/settings/tokens";
    }
}
