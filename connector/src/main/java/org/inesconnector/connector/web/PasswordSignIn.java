package org.inesconnector.connector.web;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.inesconnector.connector.users.Throttle;
import org.inesconnector.connector.users.Users;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Compares passwords, though not as often as somebody likes. */
final class PasswordSignIn implements AuthenticationProvider {

    private final Users users;
    private final Throttle throttle;
    private final DaoAuthenticationProvider passwords;

    PasswordSignIn(Users users, Throttle throttle) {
        this.users = users;
        this.throttle = throttle;
        this.passwords = new DaoAuthenticationProvider(name -> details(users, name));
        this.passwords.setPasswordEncoder(users.passwords());
    }

    /** Nothing is looked at before the wait is over. */
    static final class TooManyTries extends AuthenticationException {

        private static final long serialVersionUID = 1;

        private final Duration wait;

        TooManyTries(Duration wait) {
            super("Too many tries");
            this.wait = wait;
        }

        Duration waiting() {
            return wait;
        }
    }

    private static UserDetails details(Users users, String name) {
        var user = users.find(name).orElseThrow(() -> new UsernameNotFoundException("Unknown"));
        return User.withUsername(user.name())
                .password(users.passwordHash(name).orElseThrow(() -> new UsernameNotFoundException("Unknown")))
                .roles(user.role().name())
                .build();
    }

    @Override
    public Authentication authenticate(Authentication given) {
        var address = given.getDetails() instanceof WebAuthenticationDetails details
                ? Objects.requireNonNullElse(details.getRemoteAddress(), "")
                : "";
        var mark = users.mark(given.getName());
        Optional<Duration> wait = throttle.tries(given.getName(), address);
        if (wait.isPresent()) {
            throw new TooManyTries(wait.get());
        }
        var signedIn = passwords.authenticate(given);
        throttle.succeeded(given.getName(), address);
        return SignedIn.marked(Objects.requireNonNull(signedIn), mark);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
