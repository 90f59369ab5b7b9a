package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.inesconnector.connector.users.Users;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one signs in. */
@Controller
class SignInPage {

    private final Users users;
    private final TypedName typed;

    SignInPage(Users users, TypedName typed) {
        this.users = users;
        this.typed = typed;
    }

    @GetMapping("/sign-in")
    String show(
            @RequestParam Optional<String> wrong,
            @RequestParam Optional<Long> wait,
            @RequestParam(PageAskedFor.PARAMETER) Optional<String> next,
            HttpServletRequest request,
            Model model) {
        if (!users.isAnybodyThere()) {
            return "redirect:/first-start";
        }
        model.addAttribute("wrong", wrong.isPresent());
        model.addAttribute("wait", wait.orElse(null));
        boolean wasRefused = wrong.isPresent() || wait.isPresent();
        model.addAttribute("typed", wasRefused ? typed.of(request).orElse(null) : null);
        model.addAttribute("next", next.flatMap(PageAskedFor::of).orElse(null));
        return "sign-in";
    }
}
