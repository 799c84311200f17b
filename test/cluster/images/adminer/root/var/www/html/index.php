<?php
// Adminer, with the server of ADMINER_DEFAULT_SERVER in its login form, as in the official image.
function adminer_object() {
    class AdminerWithDefault extends Adminer {
        function loginForm() {
            ob_start();
            $result = parent::loginForm();
            $empty = 'name="auth[server]" value="" title="hostname[:port]"';
            $server = htmlspecialchars(getenv('ADMINER_DEFAULT_SERVER') ?: 'db');
            echo str_replace($empty, str_replace('value=""', "value=\"$server\"", $empty), ob_get_clean());
            return $result;
        }
    }
    return new AdminerWithDefault;
}

include '/usr/share/adminer/adminer.php';
